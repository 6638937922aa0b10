// A compiler that is told of Node takes a path.
import {weigh, type Report} from 'weighbridge';

export const one = (path: string): Promise<Report> => weigh(path);
