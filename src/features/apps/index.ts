export { AppsPage } from './apps-page.tsx'
