// Lasso: masks the area that the pointer encircles.
import { shapeTool } from "./shapeTool";

export const lasso = shapeTool({
	id: "lasso",
	label: { en: "Lasso", zh: "套索" },
	icon: "lasso",
	shortcuts: ["L"],
	corners: ({ points }) => points,
});
