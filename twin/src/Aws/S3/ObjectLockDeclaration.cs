using Twin.Declaration;

namespace Twin.Aws.S3;

/// <summary>The declared lock of a bucket's objects.</summary>
internal static class ObjectLockDeclaration
{
    // "Object Lock retention periods" in the S3 user guide: 100 years.
    private const int MaxDays = 36_500;

    /// <summary>Reads and checks the days for which a new version is locked.</summary>
    /// <exception cref="RunFailedException">S3 would refuse the configuration, or the twin does not have its mode.
    /// </exception>
    public static int ReadDays(DeclaredResource declared, bool isVersioned)
    {
        const string Retention = "rule.defaultRetention";
        if (!isVersioned)
        {
            throw new RunFailedException(
                $"{declared.Title}: S3 says: Versioning must be 'Enabled' on the bucket to apply a Object Lock "
                + "configuration");
        }

        if (declared.OptionalText($"{Retention}.mode") is not "GOVERNANCE" and var mode)
        {
            throw new RunFailedException(
                $"{declared.Title} has the mode '{mode}'. The twin has GOVERNANCE only.");
        }

        return declared.Number($"{Retention}.days") is { } days and >= 1 and <= MaxDays
            ? days
            : throw new RunFailedException(
                $"{declared.Title}: S3 says: Default retention period must be a positive integer value. It is a number "
                + $"of days up to {MaxDays}.");
    }
}
