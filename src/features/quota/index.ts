export { PackagesPage } from './packages-page.tsx'
