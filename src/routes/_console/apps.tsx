import { createFileRoute } from '@tanstack/react-router'
import { AppsPage } from '../../features/apps/index.ts'

export const Route = createFileRoute('/_console/apps')({ component: AppsPage })
