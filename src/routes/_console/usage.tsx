import { createFileRoute } from '@tanstack/react-router'
import { UsagePage } from '../../features/usage/index.ts'

export const Route = createFileRoute('/_console/usage')({ component: UsagePage })
