import classes from './welcome-picture.module.css'

/** A page with its fields found: two sure, one in doubt. Decoration. */
export function WelcomePicture() {
  return (
    <svg className={classes['picture']} viewBox="0 0 200 120" width="200" height="120" aria-hidden="true">
      <rect className={classes['back']} x="46" y="18" width="120" height="84" rx="9" transform="rotate(5 106 60)" />
      <rect className={classes['page']} x="36" y="16" width="128" height="88" rx="9" />
      <rect className={classes['portrait']} x="122" y="30" width="30" height="38" rx="4" />
      <path className={classes['text']} d="M50 36h18M50 54h14M50 72h22M50 90h16" />
      <rect className={classes['sure']} x="74" y="29" width="38" height="14" rx="3" />
      <rect className={classes['sure']} x="74" y="47" width="28" height="14" rx="3" />
      <rect className={classes['doubt']} x="78" y="65" width="34" height="14" rx="3" />
      <path className={classes['strong']} d="M79 36h28M79 54h17M83 72h24M74 90h76" />
      <circle className={classes['tickGround']} cx="164" cy="98" r="15" />
      <path className={classes['tick']} d="M157 98.5l5 5 9.5-10" />
    </svg>
  )
}
