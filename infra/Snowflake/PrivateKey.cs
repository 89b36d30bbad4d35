using System.Security.Cryptography;

namespace Infra.Snowflake;

/// <summary>The private key of the user who deploys.</summary>
internal static class PrivateKey
{
    // https://docs.snowflake.com/en/user-guide/key-pair-auth
    private const int MinBits = 2048;

    /// <summary>Checks a key, before it is sent: Snowflake's own answer to a wrong one tells only of a token.</summary>
    /// <exception cref="RunException">The key or its passphrase is wrong; the message does not show them.</exception>
    public static string Check(string pem, string? passphrase)
    {
        try
        {
            var isEncrypted = LabelOf(pem) == "ENCRYPTED PRIVATE KEY";
            using var key = RSA.Create();
            if (isEncrypted)
            {
                key.ImportFromEncryptedPem(pem, passphrase ?? "");
            }
            else
            {
                key.ImportFromPem(pem);
            }

            if ((isEncrypted || LabelOf(pem) == "PRIVATE KEY") && key.KeySize >= MinBits)
            {
                return pem;
            }
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            // Its message is of no use to a person, and may show what was given.
        }

        throw new RunException(
            $"{KnownSettings.SnowflakePrivateKey.Key} is no private key that Snowflake takes, or "
            + $"{KnownSettings.SnowflakePassphrase.Key} does not fit it. It accepts PKCS#8 in PEM, of RSA with {MinBits} "
            + "bits or more: docs/snowflake.md says how to make one.");
    }

    private static string LabelOf(string pem) => PemEncoding.TryFind(pem, out var found) ? pem[found.Label] : "";
}
