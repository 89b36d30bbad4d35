namespace Twin.Aws.S3;

/// <summary>The ids of versions.</summary>
internal static class VersionIds
{
    public const string Parameter = "versionId";

    /// <summary>The id of a version that was written without versioning.</summary>
    public const string Null = "null";

    private const int Length = 32;

    /// <summary>An id with the form of S3's: like those, it tells nothing.</summary>
    public static string Create(string bucket, string key, long number) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{bucket} {key} {number}")))[..Length]
            .Replace('+', '.').Replace('/', '_');

    /// <summary>An id from a request.</summary>
    /// <exception cref="S3Exception">InvalidArgument, for an id that no version can have.</exception>
    public static string Expect(string id) =>
        id == Null || (id.Length == Length && id.All(IsPart))
            ? id
            : throw new S3Exception(
                HttpStatusCode.BadRequest, "InvalidArgument",
                id.Length == 0 ? "Version id cannot be the empty string" : "Invalid version id specified")
            {
                Details = [("ArgumentName", Parameter), ("ArgumentValue", id)],
            };

    private static bool IsPart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_';
}
