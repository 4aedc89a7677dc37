import { createFileRoute } from '@tanstack/react-router'
import { PackagesPage } from '../../features/quota/index.ts'

export const Route = createFileRoute('/_console/packages')({ component: PackagesPage })
