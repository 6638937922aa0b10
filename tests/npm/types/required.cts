// A program of CommonJS: Node 20.19 and later give it the module.
import weighbridge = require('weighbridge');

const one = (path: string): Promise<weighbridge.Report> => weighbridge.weigh(path);
export = one;
