/**
 * Told once for each wanted target in each method that has it, in the order of the file.
 *
 * @param target `method_idx`, `field_idx` or `string_idx`
 * @param count how often it stands in the caller
 * @param caller `method_idx` of the method whose code it is, or {@link NO_METHOD}
 * @param classIndex the class definition that holds the caller
 */
export type SiteVisitor = (target: number, count: number, caller: number, classIndex: number) => void;
