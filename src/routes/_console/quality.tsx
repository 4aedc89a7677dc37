import { createFileRoute } from '@tanstack/react-router'
import { QualityPage } from '../../features/quality/index.ts'

export const Route = createFileRoute('/_console/quality')({ component: QualityPage })
