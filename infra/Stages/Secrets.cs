using Pulumi;
using Pulumi.Aws.Ssm;

namespace Infra.Stages;

/// <summary>What <see cref="Secrets"/> needs.</summary>
/// <param name="Path">Where the parameters lie: <c>/project/stack</c>.</param>
/// <param name="ClientSecret">The Spotify app's client secret.</param>
/// <param name="RefreshToken">The user's refresh token; null for client credentials.</param>
public sealed record SecretsArgs(string Path, Output<string> ClientSecret, Output<string>? RefreshToken);

/// <summary>Spotify's secrets as SecureString parameters: encrypted in the state, at rest and on the way.</summary>
public sealed class Secrets : ComponentResource
{
    /// <summary>Declares a parameter for each secret that is configured.</summary>
    public Secrets(string name, SecretsArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Secrets", name, options)
    {
        ClientSecret = SecureString($"{args.Path}/client-secret", "The Spotify app's client secret", args.ClientSecret);
        RefreshToken = args.RefreshToken is { } token
            ? SecureString($"{args.Path}/refresh-token", "The Spotify user's refresh token", token)
            : null;

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["clientSecret"] = ClientSecret.Name,
            ["refreshToken"] = RefreshToken?.Name,
        });

        Parameter SecureString(string path, string description, Output<string> value) => new(
            path.TrimStart('/').Replace('/', '-'),
            new ParameterArgs
            {
                Name = path,
                Description = description,
                Type = ParameterType.SecureString,
                Value = value,
            },
            new CustomResourceOptions { Parent = this });
    }

    /// <summary>The client secret's parameter.</summary>
    public Parameter ClientSecret { get; }

    /// <summary>The refresh token's parameter, when one is configured.</summary>
    public Parameter? RefreshToken { get; }

    /// <summary>Both, as far as they are there.</summary>
    public IEnumerable<Parameter> All => RefreshToken is null ? [ClientSecret] : [ClientSecret, RefreshToken];
}
