using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Twin.Declaration;

/// <summary>The declared properties of a resource, from which its name and its ARN are made.</summary>
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

    public static string GuidOf(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
