using System.Text.RegularExpressions;

namespace Twin.Aws.S3;

/// <summary>S3's rules for the names of buckets ("General purpose bucket naming rules").</summary>
internal static partial class BucketName
{
    public const string Rules =
        "3 to 63 lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit, without "
        + "two dots in a row, not like an IP address, and without the prefixes and suffixes that S3 reserves";

    private static readonly string[] Prefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] Suffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    public static bool IsValid(string name) =>
        Letters().IsMatch(name)
        && !name.Contains("..", StringComparison.Ordinal)
        && !IpAddress().IsMatch(name)
        && !Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        && !Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IpAddress();
}
