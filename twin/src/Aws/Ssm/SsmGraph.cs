using Twin.Aws.Kms;
using Twin.Declaration;

namespace Twin.Aws.Ssm;

/// <summary>The edges of parameters' encryption.</summary>
internal static class SsmGraph
{
    /// <summary>The edges from each key to the parameters that it encrypts.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
        from parameter in stack.OfType(SsmResources.Parameter)
        from key in stack.OfType(KmsResources.Key)
        where parameter.OptionalText("keyId") == key.Arn
        select new Edge(key, parameter, "encrypts");
}
