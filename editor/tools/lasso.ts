// Lasso: masks the area that the pointer encircles.
import lassoIcon from "@lucide/icons/icons/lasso";
import { shapeTool } from "./shapeTool";

export const lasso = shapeTool({
	id: "lasso",
	label: { en: "Lasso", zh: "套索" },
	icon: lassoIcon,
	shortcuts: ["L"],
	group: "lasso",
	corners: ({ points }) => points,
});
