// The window's title says where one is: the page, or the picture on the canvas.
import { useEffect } from "react";
import { resetWindowTitle, setWindowTitle } from "../host/navigation";
import { useTranslate } from "../i18n/locale";
import { usePlace } from "./route";

export function useTitle(picture: string | undefined): void {
	const t = useTranslate();
	const { kind } = usePlace();
	const name = kind === "canvas" ? picture : t(`place.${kind}`);
	const title = [name, t("app.title")].filter(Boolean).join(" · ");
	useEffect(() => setWindowTitle(title), [title]);
	// The next one shown has a title of its own.
	useEffect(() => resetWindowTitle, []);
}
