using Infra.Policies;
using Pulumi;
using Pulumi.Aws.Ssm;

namespace Infra.Stages;

/// <summary>What <see cref="Secrets"/> needs.</summary>
/// <param name="Path">Where the parameters lie: <c>/project/stack</c>.</param>
/// <param name="ClientSecret">The Spotify app's client secret.</param>
/// <param name="RefreshToken">The user's refresh token; null for client credentials.</param>
/// <param name="Key">Encrypts them; null for the account's own key of Parameter Store.</param>
public sealed record SecretsArgs(
    string Path, Output<string> ClientSecret, Output<string>? RefreshToken, DataKey? Key);

/// <summary>Spotify's secrets as SecureString parameters: encrypted in the state, at rest and on the way.</summary>
public sealed class Secrets : ComponentResource
{
    private readonly DataKey? _key;

    /// <summary>Declares a parameter for each secret that is configured.</summary>
    public Secrets(string name, SecretsArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Secrets", name, options)
    {
        _key = args.Key;
        ClientSecret = SecureString($"{args.Path}/client-secret", "The Spotify app's client secret", args.ClientSecret);
        RefreshToken = args.RefreshToken is { } token
            ? SecureString($"{args.Path}/refresh-token", "The Spotify user's refresh token", token)
            : null;

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["clientSecret"] = ClientSecret.Name,
            ["refreshToken"] = RefreshToken?.Name,
        });

        Parameter SecureString(string path, string description, Output<string> value)
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
                path.TrimStart('/').Replace('/', '-'), parameter, new CustomResourceOptions { Parent = this });
        }
    }

    /// <summary>The client secret's parameter.</summary>
    public Parameter ClientSecret { get; }

    /// <summary>The refresh token's parameter, when one is configured.</summary>
    public Parameter? RefreshToken { get; }

    /// <summary>What a role needs to read both, as far as they are there.</summary>
    public IEnumerable<PolicyStatement> AllowRead(string sid)
    {
        IEnumerable<Parameter> all = RefreshToken is null ? [ClientSecret] : [ClientSecret, RefreshToken];
        return
        [
            PolicyStatement.Allow(
                sid, ["ssm:GetParameter"], all.Select(parameter => (Input<string>)parameter.Arn)),
            // The account's own key lets in whoever may read the parameter.
            .. _key is { } key ? (PolicyStatement[])[key.AllowThrough("ssm", sid + "Key", "kms:Decrypt")] : [],
        ];
    }
}
