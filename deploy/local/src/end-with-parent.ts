// Loaded into every service before its own code: when the supervisor is gone, also by SIGKILL, the service ends as well.
// Otherwise a killed supervisor would leave services behind that hold their ports.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

export {};
