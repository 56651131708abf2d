const phones = require('./config/phones.json');

module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        // The oldest engines that WeChat's base libraries of today run on; browsers are in package.json.
        targets: process.env.TARO_ENV === 'weapp' ? phones : undefined,
        useBuiltIns: process.env.TARO_ENV === 'h5' ? 'usage' : false,
      },
    ],
  ],
};
