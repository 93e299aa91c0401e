// Hears of files that the host opens with the studio. Shows nothing: it renders often, and alone.
import { useOpenedFiles } from "../host/openedFiles";

export function OpenedFiles({ onFile }: { readonly onFile: (path: string) => void }) {
	useOpenedFiles(onFile);
	return null;
}
