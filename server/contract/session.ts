import { z } from 'zod'

/** What a person may do follows from the role: server/auth/permissions.ts has the table. */
export const roleSchema = z.enum(['reviewer', 'demonstrator', 'administrator'])
export type Role = z.infer<typeof roleSchema>

export const userSchema = z.object({ id: z.string(), name: z.string(), role: roleSchema, createdAt: z.string() })
export type User = z.infer<typeof userSchema>

export const userListSchema = z.object({ items: z.array(userSchema) })

export const userRequestSchema = z.object({ name: z.string().trim().min(1).max(100), role: roleSchema })

/** A one-time sign-in link, shown once: only its hash is kept. */
export const userCreatedSchema = z.object({
  user: userSchema,
  signInLink: z.object({ url: z.string(), expiresAt: z.string() }),
})

export const sessionSchema = z.object({ user: z.object({ id: z.string(), name: z.string(), role: roleSchema }) })
export type Session = z.infer<typeof sessionSchema>
