using Functions.Extract;
using Infra.Policies;
using Pulumi.Aws.Ssm;

namespace Infra.Components;

/// <summary>The arguments of <see cref="Secrets"/>.</summary>
/// <param name="Path">The path of the parameters: <c>/project/stack</c>.</param>
/// <param name="ClientSecret">The Spotify app's client secret.</param>
/// <param name="RefreshToken">The user's refresh token; null for client credentials.</param>
/// <param name="Key">The key that encrypts them; null for the account's own key for Parameter Store.</param>
internal sealed record SecretsArgs(
    string Path, Output<string> ClientSecret, Output<string>? RefreshToken, DataKey? Key);

/// <summary>Spotify's secrets as SecureString parameters: encrypted in the state, at rest and in transit.</summary>
internal sealed class Secrets : ComponentResource
{
    public Secrets(string name, SecretsArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Secrets", name, options)
    {
        Key = args.Key;
        ClientSecret = SecureString($"{args.Path}/client-secret", "The Spotify app's client secret", args.ClientSecret);
        RefreshToken = args.RefreshToken is { } token
            ? SecureString($"{args.Path}/refresh-token", "The Spotify user's refresh token", token)
            : null;

        // A separate parameter, which the function writes and Pulumi ignores. Otherwise a deployment after a refresh of
        // the state would restore the configured token, which Spotify may have ended. Pulumi ignores every property
        // whose change would write the value again; the function encrypts with the right key.
        GivenRefreshToken = args.RefreshToken is null
            ? null
            : SecureString(
                $"{args.Path}/given-refresh-token",
                "The refresh token that Spotify gave in place of the configured one",
                Output.CreateSecret(ExtractEnvironment.NothingGiven),
                "value",
                "description",
                "keyId");

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["clientSecret"] = ClientSecret.Name,
            ["refreshToken"] = RefreshToken?.Name,
            ["givenRefreshToken"] = GivenRefreshToken?.Name,
        });

        Parameter SecureString(
            string path, string description, Output<string> value, params IEnumerable<string> leftAlone)
        {
            var parameter = new ParameterArgs
            {
                Name = path,
                Description = description,
                Type = ParameterType.SecureString,
                Value = value,
            };
            if (args.Key is { } key)
            {
                parameter.KeyId = key.Arn;
            }

            return new Parameter(
                path.TrimStart('/').Replace('/', '-'),
                parameter,
                new CustomResourceOptions { Parent = this, IgnoreChanges = [.. leftAlone] });
        }
    }

    public Parameter ClientSecret { get; }

    /// <summary>The refresh token's parameter, when one is configured.</summary>
    public Parameter? RefreshToken { get; }

    /// <summary>The parameter of the refresh token that Spotify gave later, when one is configured.</summary>
    public Parameter? GivenRefreshToken { get; }

    /// <summary>The key that encrypts them; null for the account's own key for Parameter Store.</summary>
    public DataKey? Key { get; }

    public IEnumerable<IamStatement> AllowRead(string sid) =>
    [
        IamStatement.Allow(sid, ["ssm:GetParameter"], All.Select(parameter => (Input<string>)parameter.Arn)),
        // The account's own key may be used by everyone who may read the parameter.
        .. AllowKey(sid, "kms:Decrypt"),
    ];

    /// <summary>The permission to store the refresh token that Spotify issues, where there is a user.</summary>
    public IEnumerable<IamStatement> AllowKeep(string sid) => GivenRefreshToken is { } given
        ? [IamStatement.Allow(sid, ["ssm:PutParameter"], given.Arn)]
        : [];

    /// <summary>The permission to encrypt parameters, which those need who write them.</summary>
    public IEnumerable<IamStatement> AllowEncrypt(string sid) => AllowKey(sid, "kms:Encrypt");

    private IEnumerable<Parameter> All => new[] { ClientSecret, RefreshToken, GivenRefreshToken }.OfType<Parameter>();

    private IEnumerable<IamStatement> AllowKey(string sid, string action) =>
        Key is { } key ? [key.AllowThrough("ssm", sid + "Key", action)] : [];
}
