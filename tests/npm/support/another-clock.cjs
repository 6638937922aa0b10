// Required before a program of Node (--require): its clock is 400 days ahead.
const ahead = 400 * 24 * 3600 * 1000;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...when) {
    if (when.length === 0) super(RealDate.now() + ahead);
    else super(...when);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
