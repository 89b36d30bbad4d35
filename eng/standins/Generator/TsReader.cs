using System.Text.RegularExpressions;

namespace Generator;

/// <summary>Reads the part of TypeScript that generated Pulumi declarations use: doc comments, and properties of
/// primitives, qualified names, arrays, string-keyed maps and unions. Anything else is an error that names the
/// place.</summary>
internal sealed partial class TsReader
{
    private readonly string _source;
    private int _at;

    public TsReader(string source, int at)
    {
        _source = source;
        _at = at;
    }

    /// <summary>Reads properties up to the closing brace; skips methods and static members.</summary>
    public List<TsProperty> ReadProperties()
    {
        var properties = new List<TsProperty>();
        while (true)
        {
            var deprecation = ReadComments();
            if (Take("}"))
            {
                return properties;
            }

            if (Match(Member()) is { } member)
            {
                var type = ReadType(out var undefined);
                Expect(";");
                var optional = member.Groups["optional"].Success || undefined;
                properties.Add(new TsProperty(member.Groups["name"].Value, type, optional, deprecation));
            }
            else if (Match(Method()) is null)
            {
                throw Unreadable("a property or a method");
            }
        }
    }

    /// <summary>Reads <c>readonly Name: "value";</c> up to the closing brace.</summary>
    public List<TsEnumMember> ReadEnumMembers()
    {
        var members = new List<TsEnumMember>();
        while (true)
        {
            var deprecation = ReadComments();
            if (Take("}"))
            {
                return members;
            }

            var member = Match(EnumMember()) ?? throw Unreadable("a member of an enumeration");
            members.Add(new TsEnumMember(member.Groups["name"].Value, member.Groups["value"].Value, deprecation));
        }
    }

    private TsType ReadType(out bool undefined)
    {
        var options = new List<TsType>();
        undefined = false;
        do
        {
            var option = ReadArray(ref undefined);
            foreach (var each in option is TsType.UnionOf nested ? nested.Options : [option])
            {
                if (each is TsType.Named("undefined"))
                {
                    undefined = true;
                }
                else if (!options.Contains(each))
                {
                    options.Add(each);
                }
            }
        }
        while (Take("|"));

        return options.Count switch
        {
            0 => new TsType.Named("undefined"),
            1 => options[0],
            _ => new TsType.UnionOf(options),
        };
    }

    private TsType ReadArray(ref bool undefined)
    {
        var type = ReadSimple(out var inner);
        while (Take("["))
        {
            Expect("]");
            type = new TsType.ListOf(type);
            inner = false;
        }

        undefined |= inner;
        return type;
    }

    private TsType ReadSimple(out bool undefined)
    {
        undefined = false;
        if (Match(MapStart()) is not null)
        {
            var element = ReadType(out _);
            Expect(";");
            Expect("}");
            return new TsType.MapOf(element);
        }

        if (Take("("))
        {
            var type = ReadType(out undefined);
            Expect(")");
            return type;
        }

        var name = Match(QualifiedName())?.Value ?? throw Unreadable("a type");
        if (!Take("<"))
        {
            return new TsType.Named(name);
        }

        if (name is not ("pulumi.Input" or "pulumi.Output"))
        {
            throw Unreadable("pulumi.Input<…> or pulumi.Output<…>");
        }

        var wrapped = ReadType(out undefined);
        Expect(">");
        return wrapped;
    }

    private string? ReadComments()
    {
        string? deprecation = null;
        while (Match(Comment()) is { } comment)
        {
            deprecation = Deprecated().Match(comment.Value) is { Success: true } found
                ? LineStart().Replace(found.Groups["message"].Value, " ").Trim()
                : null;
        }

        return deprecation;
    }

    private Match? Match(Regex regex)
    {
        SkipSpace();
        var match = regex.Match(_source, _at);
        if (!match.Success)
        {
            return null;
        }

        _at += match.Length;
        return match;
    }

    private bool Take(string text)
    {
        SkipSpace();
        if (string.CompareOrdinal(_source, _at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            throw Unreadable($"\"{text}\"");
        }
    }

    private void SkipSpace()
    {
        while (_at < _source.Length && char.IsWhiteSpace(_source[_at]))
        {
            _at++;
        }
    }

    private GeneratorException Unreadable(string expected) =>
        new($"expected {expected} in a declaration, at: {_source[_at..Math.Min(_at + 80, _source.Length)]}");

    [GeneratedRegex(@"\G/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@deprecated\s+(?<message>.*?)\s*\*/", RegexOptions.Singleline)]
    private static partial Regex Deprecated();

    [GeneratedRegex(@"\s*\n\s*\*\s*")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"\G(?:readonly )?(?<name>\w+)(?<optional>\?)?:\s*")]
    private static partial Regex Member();

    [GeneratedRegex(@"\G(?:private |static )*\w+\([^;]*;")]
    private static partial Regex Method();

    [GeneratedRegex("\\Greadonly (?<name>\\w+): \"(?<value>[^\"]*)\";")]
    private static partial Regex EnumMember();

    [GeneratedRegex(@"\G\{\s*\[key: string\]:\s*")]
    private static partial Regex MapStart();

    [GeneratedRegex(@"\G[\w.]+")]
    private static partial Regex QualifiedName();
}
