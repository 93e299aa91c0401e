// Texts of a picture file, as they are read and added.

export interface PictureTexts {
	/** By keyword: the text chunks of a PNG; "parameters" is also the EXIF user comment of the other types. */
	readonly texts: ReadonlyMap<string, string>;
	/** The XMP packet. */
	readonly xmp?: string;
	/** The JSON that `addPictureTexts` wrote as `record`. */
	readonly record?: string;
	/** The file has signed content credentials (C2PA), which any change of the file makes invalid. */
	readonly hasCredentials: boolean;
}

export interface AddedTexts {
	readonly xmp: string;
	/** For tools that read the keyword "parameters". */
	readonly parameters: string;
	readonly record: string;
}
