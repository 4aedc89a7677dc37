export { Workbench } from './lazy-workbench.tsx'
