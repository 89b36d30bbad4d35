namespace Generator;

/// <summary>A type in TypeScript, without <c>pulumi.Input</c> and <c>undefined</c>.</summary>
internal abstract record TsType
{
    /// <summary><c>string</c>, <c>number</c>, <c>inputs.s3.BucketGrant</c>, <c>Role</c> …</summary>
    public sealed record Named(string Name) : TsType;

    public sealed record ListOf(TsType Element) : TsType;

    /// <summary><c>{[key: string]: T}</c></summary>
    public sealed record MapOf(TsType Element) : TsType;

    /// <summary>Two or more different types.</summary>
    public sealed record UnionOf(IReadOnlyList<TsType> Options) : TsType;
}

internal sealed record TsProperty(string Name, TsType Type, bool Optional, string? Deprecation);

internal sealed record TsEnumMember(string Name, string Value, string? Deprecation);

internal sealed record TsEnum(string Name, IReadOnlyList<TsEnumMember> Members);
