#!/usr/bin/env node
import {run} from '../node/command.js';

await run(process.argv.slice(2));
