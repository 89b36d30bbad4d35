using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Twin.Declaration;

/// <summary>The declared properties of a resource, from which its name and its ARN are made.</summary>
/// <param name="LogicalName">The name in the Pulumi program.</param>
/// <param name="Properties">The properties by the provider's names.</param>
/// <param name="AccountId">The twin's account.</param>
/// <param name="Region">The region that the stack is declared for.</param>
public sealed record ResourceInputs(
    string LogicalName, ImmutableDictionary<string, object> Properties, string AccountId, string Region)
{
    /// <summary>The name in AWS: the declared one, or else the logical name.</summary>
    public string Name => Text("name");

    /// <summary>An id that is the same in each run.</summary>
    public string UniqueId => GuidOf(LogicalName);

    /// <summary>A declared text, or else the logical name.</summary>
    public string Text(string property) => Properties.GetValueOrDefault(property) as string ?? LogicalName;

    /// <summary>The ARN of a resource of the account in the region.</summary>
    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>The ARN of a resource of the account that belongs to no region.</summary>
    public string GlobalArn(string service, string resource) => $"arn:aws:{service}::{AccountId}:{resource}";

    /// <summary>An id that is the same for the same text.</summary>
    public static string GuidOf(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
