/** The product's mark: the corners of a box on a page, and the tick that proves it. The same drawing is public/favicon.svg. */
export function ProductMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0b7466" />
      <path
        d="M7 12V9.5A2.5 2.5 0 0 1 9.5 7H12M20 7h2.5A2.5 2.5 0 0 1 25 9.5V12M25 20v2.5a2.5 2.5 0 0 1-2.5 2.5H20M12 25H9.5A2.5 2.5 0 0 1 7 22.5V20"
        fill="none"
        stroke="#fff"
        strokeOpacity=".62"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path
        d="M10.5 16.4l3.7 3.7 7.6-8.2"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
