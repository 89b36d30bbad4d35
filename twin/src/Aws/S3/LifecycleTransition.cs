namespace Twin.Aws.S3;

/// <summary>The transition of objects to another storage class.</summary>
/// <param name="Days">The days since an object was written, or since an older version was replaced.</param>
/// <param name="StorageClass">For example <c>STANDARD_IA</c>.</param>
/// <param name="NewerVersions">The number of the newest older versions that are not moved.</param>
public sealed record LifecycleTransition(int Days, string StorageClass, int NewerVersions = 0);
