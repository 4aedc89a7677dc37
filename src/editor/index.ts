export { Workbench, type WorkbenchProps } from './lazy-workbench.tsx'
