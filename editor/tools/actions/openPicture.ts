// Opens a picture in place of the current document.
import imagePlusIcon from "@lucide/icons/icons/image-plus";
import type { Action } from "../action";

export const openPicture: Action = {
	id: "file.open",
	label: { en: "Open image", zh: "打开图片" },
	icon: imagePlusIcon,
	group: "file",
	shortcuts: ["Mod+O"],
	isEnabled: () => true,
	perform: () => [{ type: "pick", purpose: "picture" }],
};
