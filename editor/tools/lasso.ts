// Lasso: what the pointer goes around.
import { shapeTool } from "./shapeTool";

export const lasso = shapeTool({
	id: "lasso",
	label: { en: "Lasso", zh: "套索" },
	icon: "lasso",
	shortcuts: ["L"],
	corners: ({ points }) => points,
});
