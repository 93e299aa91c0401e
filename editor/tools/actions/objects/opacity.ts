// Sets the opacity of the selected objects by the digits: 1 is 10 %, 0 is 100 %.
import type { Action } from "../../action";
import { changeableObjects, changeObjects, objectAction } from "./objectAction";

export const objectOpacities: readonly Action[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((tenth) =>
	objectAction({
		id: `object.opacity${tenth * 10}`,
		label: { en: `Object opacity ${tenth * 10}%`, zh: `对象不透明度 ${tenth * 10}%` },
		shortcuts: [String(tenth % 10)],
		perform: (context) => changeObjects(changeableObjects(context), () => ({ opacity: tenth / 10 })),
	}),
);
