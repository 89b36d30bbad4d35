namespace Twin.Aws.S3;

/// <summary>The storage classes of lifecycle rules, which move objects only to lower ones.</summary>
internal static class StorageClasses
{
    // "Transitioning objects using Amazon S3 Lifecycle" in the S3 user guide.
    private static readonly string[] Downwards =
    [
        StoredObject.Standard, "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER",
        "DEEP_ARCHIVE",
    ];

    /// <summary>The classes that a rule can name.</summary>
    public static IEnumerable<string> Targets => Downwards.Skip(1);

    /// <summary>Determines whether a class needs a minimum age before an object is moved to it.</summary>
    public static bool IsInfrequentAccess(string storageClass) => storageClass is "STANDARD_IA" or "ONEZONE_IA";

    /// <summary>Determines whether an object of the class must be restored before it is read.</summary>
    public static bool NeedsRestore(string storageClass) => storageClass is "GLACIER" or "DEEP_ARCHIVE";

    /// <summary>The position of a class; a lower class has a higher number.</summary>
    public static int Depth(string storageClass) => Array.IndexOf(Downwards, storageClass);

    /// <summary>Determines whether a class is lower than another.</summary>
    public static bool IsBelow(string storageClass, string other) => Depth(storageClass) > Depth(other);
}
