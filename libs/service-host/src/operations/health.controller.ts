import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../identity/allow.js';
import { refuseWith } from '../problems/problem-exception.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** For the platform that runs the process; not part of the API. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness, private readonly metrics: Metrics) {}

  /** The process turns its event loop; restart it if this does not answer. */
  @Get('health/live') @Public()
  live(): object {
    return { status: 'live' };
  }

  @Get(['health', 'health/ready']) @Public()
  async ready(): Promise<object> {
    const obstacle = await this.readiness.findObstacle();
    if (obstacle !== undefined) refuseWith('UNAVAILABLE', `Expected to be ready, but ${obstacle}`, { headers: { 'retry-after': '2' } });
    const concern = await this.readiness.findConcern();
    // Still 200: requests are answered as well as ever, and a restart would mend nothing.
    return concern === undefined ? { status: 'ready' } : { status: 'degraded', because: concern };
  }

  @Get('metrics') @Public() @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
