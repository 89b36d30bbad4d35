using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Generator;

/// <summary>Finds the types and members of the provider's classes that the sources use: it compiles both together,
/// and asks the compiler for the meaning of each name.</summary>
internal sealed partial class UsedNamesReader
{
    // The SDK gives these to every project, and the provider's project the last three to itself.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using System.Collections.Immutable;
        global using System.ComponentModel;
        global using Pulumi.Serialization;
        """;

    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _members = [];
    private readonly HashSet<string> _membersOfAny = new(StringComparer.Ordinal);
    private readonly CSharpCompilation _compilation;
    private readonly HashSet<SyntaxTree> _provider;

    private UsedNamesReader(UserSources sources, IEnumerable<string> provider)
    {
        var runtime = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        _provider = [.. provider.Select(text => CSharpSyntaxTree.ParseText(text))];
        _compilation = CSharpCompilation.Create(
            "Users",
            [.. _provider, .. sources.Foundation, .. sources.Users, CSharpSyntaxTree.ParseText(ImplicitUsings)],
            runtime.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)));
    }

    /// <param name="provider">The texts of the provider's classes, with all members.</param>
    public static UsedNames.Named Read(UserSources sources, IEnumerable<string> provider)
    {
        var reader = new UsedNamesReader(sources, provider);
        foreach (var tree in sources.Users.Where(tree => MayUseTheProvider().IsMatch(tree.ToString())))
        {
            reader.Read(tree);
        }

        return new UsedNames.Named(reader._types, reader._members, reader._membersOfAny);
    }

    private void Read(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        var nodes = tree.GetRoot().DescendantNodes().ToList();
        var names = nodes
            .Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax)
            .Select(node => (Node: node, Symbols: Symbols(model.GetSymbolInfo(node))))
            .ToList();
        var found = names.SelectMany(name => name.Symbols).Where(IsOfTheProvider).ToList();
        foreach (var symbol in found)
        {
            var type = (symbol as INamedTypeSymbol ?? symbol.ContainingType).ToDisplayString();
            _types.Add(type);
            _members.Add((type, symbol.Name));
        }

        // The other packages of a source are not compiled with it, so their results have unknown types. Such a type may
        // be the provider's: for example, tests assert with xunit that there is a single one.
        if (found.Count > 0)
        {
            _membersOfAny.UnionWith(names
                .Where(name => name.Symbols.IsEmpty)
                .Select(name => name.Node)
                .OfType<SimpleNameSyntax>()
                .Select(name => name.Identifier.ValueText));
        }

        _membersOfAny.UnionWith(nodes.OfType<InvocationExpressionSyntax>().SelectMany(call => Reflected(call, model)));
    }

    // args.GetType().GetProperty("Tags")
    private static IEnumerable<string> Reflected(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments is [var name, ..]
        && model.GetSymbolInfo(call).Symbol is { Name: nameof(Type.GetProperty), ContainingType: var type }
        && type.ToDisplayString() == typeof(Type).FullName
        && model.GetConstantValue(name.Expression) is { HasValue: true, Value: string text }
            ? [text]
            : [];

    // Several where a name is ambiguous: all are written, so that the build fails as with the real package.
    private static ImmutableArray<ISymbol> Symbols(SymbolInfo info) =>
        info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;

    private bool IsOfTheProvider(ISymbol symbol) =>
        symbol is not INamespaceSymbol
        && symbol.OriginalDefinition.DeclaringSyntaxReferences.Any(part => _provider.Contains(part.SyntaxTree));

    // Resolving every name of the tests takes long, and a source without one of these does not use the provider.
    [GeneratedRegex(@"\b(?:Pulumi|Infra)\b")]
    private static partial Regex MayUseTheProvider();
}
