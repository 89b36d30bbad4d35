using System.Security.Cryptography;

namespace Generator;

/// <summary>The expected hash of the downloaded package, as npm writes it in a lock file.</summary>
internal static class NpmIntegrity
{
    // For another version: npm view @pulumi/aws@VERSION dist.integrity
    private const string Version = "7.48.0";
    private const string Sha512 =
        "sha512-roKXYZ2EyjvapKYacvRQNUeW2UBI8MKwzO2338XwdXtCf75TabY4DVy56zY2HbnEU0H1fbBXct8oAx9ynQeMrA==";

    /// <summary>The name of the folder for a package with this hash: a package that was unpacked without a check is
    /// in another.</summary>
    public static string FolderName => $"pulumi-aws-{Version}-{Sha512[7..15].Replace('/', '_')}";

    /// <exception cref="GeneratorException">No hash is pinned for this version.</exception>
    public static void Require(string version)
    {
        if (version != Version)
        {
            throw new GeneratorException(
                $"NpmIntegrity.cs pins the hash of @pulumi/aws {Version}, and Directory.Packages.props names {version}. "
                + $"Pin the one that this prints: npm view @pulumi/aws@{version} dist.integrity");
        }
    }

    /// <exception cref="GeneratorException">The file has another hash than the pinned one.</exception>
    public static void Verify(string file)
    {
        using var stream = File.OpenRead(file);
        var hash = $"sha512-{Convert.ToBase64String(SHA512.HashData(stream))}";
        if (hash != Sha512)
        {
            throw new GeneratorException(
                $"npm gave another file for @pulumi/aws {Version} than the one whose hash NpmIntegrity.cs pins, and it "
                + $"was not unpacked: {hash} instead of {Sha512}. Check the registry that npm uses.");
        }
    }
}
