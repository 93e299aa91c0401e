// The drawing of an icon as data: tools are pure and import no React component. A tool's or an action's file imports its
// icon by lucide's name: import brushIcon from "@lucide/icons/icons/brush".
export type { LucideIconData as IconData } from "@lucide/icons";
