namespace Local.Aws.S3;

/// <summary>When objects are moved to another storage class.</summary>
/// <param name="Days">Of an object's age; of an older version, since it was replaced.</param>
/// <param name="StorageClass">For example <c>STANDARD_IA</c>.</param>
/// <param name="NewerVersions">How many of the newest older versions are left alone.</param>
public sealed record LifecycleTransition(int Days, string StorageClass, int NewerVersions = 0);
