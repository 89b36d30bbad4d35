namespace Eng.Tests.Architecture;

/// <summary>A reference from one folder of a project to another.</summary>
/// <param name="From">The full name of the type that refers to the other.</param>
internal sealed record FolderReference(string FromFolder, string ToFolder, string From, string To);
