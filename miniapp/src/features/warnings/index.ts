export { NewestWarning, useNewestWarning } from './components/newest-warning';
export { WarningFeedList } from './components/warning-feed-list';
export { CardScreen } from './screens/card-screen';
export { WarningScreen } from './screens/warning-screen';
export { ReportScreen } from './screens/report-screen';
export { ReportsScreen } from './screens/reports-screen';
