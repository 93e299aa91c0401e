// The types of single icons, which @lucide/icons declares only for its index. Importing from the index would load every
// icon in development and in tests.
declare module "@lucide/icons/icons/*" {
	import type { LucideIconData } from "@lucide/icons";

	const icon: LucideIconData;
	export default icon;
}
