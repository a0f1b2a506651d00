"""Rights over the tree: the names of what a person may do to it. ``people.rights`` says who may."""

ACT_ON_TREE = "act_on_tree"
SEE_TREE = "see_tree"
