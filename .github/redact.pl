#!/usr/bin/env perl
# Prints its input with placeholders for AWS accounts and e-mail addresses: equal ones have equal placeholders.
# twin/src/Cli/Comparison/Placeholders.cs does it in the output of diff; a test checks that both hide the same.
use strict;
use warnings;

binmode STDIN, ':raw:encoding(UTF-8)';
binmode STDOUT, ':raw:encoding(UTF-8)';
$| = 1;
my %known;

sub placeholder {
    my ($kind, $text) = @_;
    my $same = $known{$kind} //= {};
    my $number = keys(%$same) + 1;
    return $same->{$text} //= $number == 1 ? "<$kind>" : "<$kind $number>";
}

while (my $line = <STDIN>) {
    $line =~ s{
        (?: "[^"\r\n]{1,64}" | (?: [\p{L}\p{M}\p{N}._%+'~-] | \\u[0-9a-fA-F]{4} ){1,64} )
        (?: \@ | %40 | \\u0040 )
        (?: \[[0-9a-fA-F:.]{2,45}\] | (?: [\p{L}\p{M}\p{N}-]{1,63}\. )+ \p{L}[\p{L}\p{M}\p{N}-]{1,62} )
    }{placeholder('address', $&)}gex;
    $line =~ s{
        [0-9a-fA-F]{32,}
        | (?<![0-9]) ( [0-9]{12} | [0-9]{4}-[0-9]{4}-[0-9]{4} ) (?![0-9])
    }{defined $1 ? placeholder('account', $1) : $&}gex;
    print $line;
}
