import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `business-card`. */
export default defineKind({
  kind: 'business-card',
  label: { en: 'Business card', zh: '名片' },
  fields: [
    { key: 'name', label: { en: 'Name', zh: '姓名' }, type: 'text' },
    { key: 'title', label: { en: 'Job title', zh: '职位' }, type: 'text', many: true, optional: true },
    { key: 'company', label: { en: 'Company', zh: '公司' }, type: 'text', many: true },
    { key: 'department', label: { en: 'Department', zh: '部门' }, type: 'text', many: true, optional: true },
    { key: 'office_phone', label: { en: 'Office phone', zh: '座机' }, type: 'text', many: true, optional: true },
    { key: 'mobile_phone', label: { en: 'Mobile phone', zh: '手机' }, type: 'text', many: true, optional: true },
    { key: 'address', label: { en: 'Address', zh: '地址' }, type: 'text', many: true, optional: true },
    { key: 'email', label: { en: 'E-mail', zh: '邮箱' }, type: 'text', many: true, check: 'email', optional: true },
  ],
})
