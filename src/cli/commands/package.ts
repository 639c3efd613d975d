export const runPackage = async () => 0 as const;
