namespace Local.Aws.S3;

/// <summary>The classes that lifecycle rules move objects to; they only ever move them down.</summary>
internal static class StorageClasses
{
    // "Transitioning objects using Amazon S3 Lifecycle" in the S3 user guide.
    private static readonly string[] Downwards =
    [
        StoredObject.Standard, "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER",
        "DEEP_ARCHIVE",
    ];

    /// <summary>What a rule can name.</summary>
    public static IEnumerable<string> Targets => Downwards.Skip(1);

    /// <summary>Classes with a shortest time that an object has been in the class before.</summary>
    public static bool IsInfrequentAccess(string storageClass) => storageClass is "STANDARD_IA" or "ONEZONE_IA";

    /// <summary>Whether an object of the class cannot be read as it is.</summary>
    public static bool NeedsRestore(string storageClass) => storageClass is "GLACIER" or "DEEP_ARCHIVE";

    /// <summary>How far down a class is.</summary>
    public static int Depth(string storageClass) => Array.IndexOf(Downwards, storageClass);

    /// <summary>Whether a class is further down than another.</summary>
    public static bool IsBelow(string storageClass, string other) => Depth(storageClass) > Depth(other);
}
