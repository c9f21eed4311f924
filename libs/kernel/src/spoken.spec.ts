import { spoken } from './spoken.js';

it('says a command as people do', () => expect(['RequestSupplement', 'Withdraw', 'RateAnswer'].map(spoken)).toEqual(['request supplement', 'withdraw', 'rate answer']));
